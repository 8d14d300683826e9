import type { MessagePortLike } from '../link/port.ts'

/** Both ends of a link within one program. */
export function link(): { readonly screens: MessagePortLike; readonly shell: MessagePortLike } {
  const { port1, port2 } = new MessageChannel()
  // Node's types have events where a browser's have messages; the ports are the same.
  return {
    screens: port1 as unknown as MessagePortLike,
    shell: port2 as unknown as MessagePortLike,
  }
}

/** A clock that stands until it is told to go on. */
export function manualSchedule() {
  const planned = new Set<{ readonly at: number; readonly run: () => void }>()
  let now = 0
  return {
    schedule(milliseconds: number, run: () => void): () => void {
      const plan = { at: now + milliseconds, run }
      planned.add(plan)
      return () => void planned.delete(plan)
    },
    pass(milliseconds: number): void {
      now += milliseconds
      for (const plan of planned) {
        if (plan.at > now) continue
        planned.delete(plan)
        plan.run()
      }
    },
    planned,
  }
}

/** Says something at one end. */
export function say(port: MessagePortLike, text: string): void {
  port.postMessage(text)
}
