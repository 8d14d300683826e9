import { type Delivery, type Handover, openProxy, type ProxyPorts } from '@keyward/extension/proxy'

declare const chrome: { readonly webAuthenticationProxy: NonNullable<ProxyPorts['api']> }

/** What the test of the proxy tells the worker to do. */
export interface Delivering {
  /** The number of the delivery, or nothing when there is none. */
  deliver(handover: Handover): Promise<number | undefined>
  ended(delivery: number): Promise<'taken' | 'not-taken' | undefined>
  stop(delivery: number): void
  idle(): Promise<void>
  recover(): Promise<void>
}

const proxy = openProxy({
  api: chrome.webAuthenticationProxy,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
})
const deliveries: Delivery[] = []

const delivering: Delivering = {
  async deliver(handover) {
    const delivery = await proxy.deliver(handover)
    return delivery === undefined ? undefined : deliveries.push(delivery) - 1
  },
  ended: async (delivery) => deliveries[delivery]?.ended,
  stop: (delivery) => deliveries[delivery]?.stop(),
  idle: () => proxy.idle,
  recover: () => proxy.recover(),
}

Object.assign(globalThis, { delivering })
