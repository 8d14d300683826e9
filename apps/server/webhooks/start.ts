import { type DeliveryPorts, deliverDue } from './deliver.ts'

export interface Delivering {
  /** Sends no more; resolves when what is under way has ended. */
  stop(): Promise<void>
}

/** Sends what is due, at once and then every other second. A failure is logged. */
export function startDelivering({
  everyMs = 2000,
  ...ports
}: Omit<DeliveryPorts, 'signal'> & { readonly everyMs?: number }): Delivering {
  const stopping = new AbortController()
  let running: Promise<void> | undefined
  const deliver = async (): Promise<void> => {
    try {
      await deliverDue({ ...ports, signal: stopping.signal })
    } catch (error) {
      ports.log.error({ err: error }, 'Sending to webhooks failed; it is tried again.')
    } finally {
      running = undefined
    }
  }
  const begin = (): void => {
    if (!stopping.signal.aborted) running ??= deliver()
  }
  begin()
  const timer = setInterval(begin, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await running
    },
  }
}
