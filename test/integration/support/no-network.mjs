// Loaded before a server starts: complains of every connection that it opens itself.
import dns from 'node:dns';
import net from 'node:net';

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  // Node hands its arguments on as one list, with the options first. A pipe on this machine, such as tsx has, is no network.
  const [options] = args.flat();
  if (options?.path === undefined) process.stderr.write(`outgoing connection: ${JSON.stringify(options)}\n`);
  return connect.apply(this, args);
};
const { lookup } = dns;
dns.lookup = (host, ...rest) => {
  // To listen on an address asks, too.
  if (!net.isIP(host)) process.stderr.write(`outgoing question: ${host}\n`);
  return lookup(host, ...rest);
};
