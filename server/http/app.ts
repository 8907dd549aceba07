import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { pinoHttp } from 'pino-http';
import type { Registry } from 'prom-client';
import type { PlayerId } from '../../shared/game/index.ts';
import type { Doodles } from '../doodles/doodles.ts';
import type { Logger } from '../logging.ts';
import { OWN_NETWORK, type Addresses } from '../addresses.ts';
import { adminRoutes, type AdminOptions } from './admin.ts';
import { apiRoutes, type ApiOptions } from './api.ts';
import { browserErrorRoutes } from './browser-errors.ts';
import { clientRoutes } from './client.ts';
import { myDoodlesRoutes } from './my-doodles.ts';
import { modelRoutes, type ServedModel } from './model.ts';
import { operationsRoutes, type Degradation, type Readiness } from './operations.ts';
import { pageRoutes } from './pages.ts';
import { securityHeaders } from './security.ts';

const MINUTE_MS = 60_000;
/** What a player's pages may ask in a minute. */
const REQUESTS_PER_PLAYER = 20;

export interface HttpOptions extends ApiOptions, AdminOptions {
  readonly store: ApiOptions['store'] & AdminOptions['store'];
  readonly clientFolder: string;
  readonly publicUrl: string | undefined;
  /** The version that guesses now, and what browsers may fetch of a version, to guess by themselves. */
  readonly modelVersion: () => string;
  readonly servedModel: (version: string) => ServedModel | undefined;
  readonly readiness: Readiness;
  readonly degradation: Degradation;
  readonly registry: Registry;
  readonly doodles: Doodles;
  /** Whose token it is; null where it is retired. */
  readonly playerIdOf: (token: string) => Promise<PlayerId | null>;
  readonly addresses: Addresses;
  /** Players of one address at once, for whom it may ask. */
  readonly playersPerAddress: number;
  readonly log: Logger;
}

/** Everything that is plain HTTP. */
export function createHttpApp(options: HttpOptions): Express {
  const { clientFolder, publicUrl, readiness, degradation, registry, store, doodles, playerIdOf, log } =
    options;
  const overHttps = publicUrl?.startsWith('https:') ?? false;
  const app = express();
  app.disable('x-powered-by');
  // Behind a proxy of one's own network an address is what the proxy says; anybody else could say anything.
  if (publicUrl !== undefined) app.set('trust proxy', OWN_NETWORK);
  // A line costs something even where it is not written, and what is refused comes in floods.
  if (log.isLevelEnabled('debug')) app.use(requestLog(log));
  app.use(securityHeaders(overHttps));
  app.use(operationsRoutes(readiness, degradation, registry));
  app.use('/api', requestLimit(options));
  app.use(compression());
  app.use(myDoodlesRoutes(doodles, playerIdOf));
  app.use(browserErrorRoutes(options.addresses, log));
  app.use(adminRoutes(options));
  app.use(apiRoutes(options));
  app.use(pageRoutes({ clientFolder, store, publicUrl }));
  app.use(modelRoutes(options.modelVersion, options.servedModel));
  app.use(clientRoutes(clientFolder));
  app.use((_request, response) => {
    response.status(404).type('text').send('There is nothing here.');
  });
  const onError: ErrorRequestHandler = (error: unknown, request, response, next) => {
    // An address that cannot even be read, such as one with a lone percent sign, is its sender's mistake.
    if (error instanceof URIError) {
      response.status(400).type('text').send('This is not an address.');
      return;
    }
    // Rubbish after a request ends its connection, and what is being answered on it.
    if (isParserError(error)) {
      response.destroy();
      return;
    }
    const refusal = refusalOf(error);
    if (refusal !== null && !response.headersSent) {
      response.status(refusal).type('text').send('This cannot be asked for.');
      return;
    }
    const { method, originalUrl: url } = request;
    log.error({ err: error, req: { method, url } }, 'request failed');
    if (response.headersSent) next(error);
    else response.status(500).type('text').send('Something broke on the server: try again.');
  };
  app.use(onError);
  return app;
}

/** Whether Node could not read what came: the code of its parser's errors begins like this. */
function isParserError(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.startsWith('HPE_');
}

/** The status with which whoever read a request refused it, such as one for a part that a file does not have; else null. */
function refusalOf(error: unknown): number | null {
  const { status } = error as { status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

/** Pages ask a few times a minute; each answer may cost the database something. */
function requestLimit({ addresses, playersPerAddress }: HttpOptions): RequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: REQUESTS_PER_PLAYER * playersPerAddress,
    keyGenerator: (request) => addresses.limitedKeyOf(request) ?? '',
    skip: (request) => addresses.limitedKeyOf(request) === null,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    message: { error: 'Too many requests came from your network: wait a minute.' },
    validate: { xForwardedForHeader: false },
  });
}

/** Pages, their assets and a probe every few seconds are worth a line only where somebody debugs; failures have their own. */
function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    useLevel: 'debug',
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, url }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}
