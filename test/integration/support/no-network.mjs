// Loaded before a server starts: complains of every connection that it opens itself.
import dns from 'node:dns';
import net from 'node:net';

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  process.stderr.write(`outgoing connection: ${JSON.stringify(args[0])}\n`);
  return connect.apply(this, args);
};
const { lookup } = dns;
dns.lookup = (host, ...rest) => {
  // To listen on an address asks, too.
  if (!net.isIP(host)) process.stderr.write(`outgoing question: ${host}\n`);
  return lookup(host, ...rest);
};
