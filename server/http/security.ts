import type { RequestHandler } from 'express';
import helmet from 'helmet';

const SELF = "'self'";

/**
 * Security headers that also hold on a LAN without TLS: nothing is upgraded to https there, and nothing is promised that
 * only https can keep. No inline scripts; a phaser picture may come from memory, and TensorFlow.js may compile WebAssembly.
 */
export function securityHeaders(overHttps: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [SELF],
        scriptSrc: [SELF, "'wasm-unsafe-eval'"],
        styleSrc: [SELF],
        imgSrc: [SELF, 'blob:', 'data:'],
        fontSrc: [SELF, 'data:'],
        mediaSrc: [SELF, 'blob:', 'data:'],
        workerSrc: [SELF, 'blob:'],
        connectSrc: [SELF, 'ws:', 'wss:'],
        objectSrc: ["'none'"],
        baseUri: [SELF],
        formAction: [SELF],
        frameAncestors: [SELF],
        ...(overHttps && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: overHttps,
    // Browsers ignore these two without TLS, and say so in the console of every player.
    crossOriginOpenerPolicy: overHttps,
    originAgentCluster: overHttps,
  });
}
