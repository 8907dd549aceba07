import { Router } from 'express';
import type { Registry } from 'prom-client';

/** Why the server cannot serve games now; empty where it can. */
export type Readiness = () => Promise<readonly string[]>;

/** What does not work now though games go on; empty where everything does. */
export type Degradation = () => readonly string[];

/** What orchestrators and Prometheus ask. */
export function operationsRoutes(readiness: Readiness, degradation: Degradation, registry: Registry): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });
  router.get('/readyz', async (_request, response) => {
    const reasons = await readiness();
    response
      .status(reasons.length === 0 ? 200 : 503)
      .json({ ready: reasons.length === 0, reasons, degraded: degradation() });
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
