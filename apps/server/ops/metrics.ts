import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** What the server counts of itself. No label holds anything of a workspace or a member. */
export interface Metrics {
  /** An answered request, by the name of its route. */
  request(route: string, status: number, seconds: number): void
  /** A refusal, by its code. */
  refusal(code: string): void
  /** A call of the store, by port and method. */
  storeCall(call: string, outcome: 'done' | 'refused', seconds: number): void
  /** A workspace's new revision. */
  revision(): void
  /** A live stream begins (1) or ends (-1). */
  stream(change: 1 | -1): void
  /** Everything in the text format of Prometheus. */
  readonly contentType: string
  text(): Promise<string>
}

/** Metrics of one server, apart from those of any other in the process. */
export function makeMetrics(): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const requests = new Histogram({
    name: 'keyward_http_request_seconds',
    help: 'How long requests took, by route and status.',
    labelNames: ['route', 'status'],
    buckets: SECONDS,
    registers,
  })
  const refusals = new Counter({
    name: 'keyward_refusals_total',
    help: 'Refused requests, by code.',
    labelNames: ['code'],
    registers,
  })
  const storeCalls = new Histogram({
    name: 'keyward_store_seconds',
    help: 'How long calls of the store took, by call and outcome.',
    labelNames: ['call', 'outcome'],
    buckets: SECONDS,
    registers,
  })
  const revisions = new Counter({
    name: 'keyward_revisions_total',
    help: 'New revisions of workspaces that this process learnt of.',
    registers,
  })
  const streams = new Gauge({
    name: 'keyward_live_streams',
    help: 'Live streams that are open.',
    registers,
  })
  return {
    request: (route, status, seconds) =>
      requests.observe({ route, status: String(status) }, seconds),
    refusal: (code) => refusals.inc({ code }),
    storeCall: (call, outcome, seconds) => storeCalls.observe({ call, outcome }, seconds),
    revision: () => revisions.inc(),
    stream: (change) => streams.inc(change),
    contentType: register.contentType,
    text: () => register.metrics(),
  }
}
