import type { Outcome, PageCall, ToPage } from '../messages/page.ts'
import * as realm from './realm.ts'

/** The event that carries the port, before any script of the page can hear it. */
const HAND_OVER = 'port'
const { port1: ours, port2: theirs } = new MessageChannel()
const waiting = realm.bare<Record<number, (outcome: Outcome) => void>>({})
let isOpen = false
let lastId = 0

/**
 * Hands the other end of the port to the content script, whichever of the two scripts runs first.
 * Without a content script everything is left to the browser.
 */
export function openLink(): void {
  realm.listen(ours, 'message', (event: MessageEvent) => {
    const { id, ...outcome } = realm.parse(realm.dataOf(event)) as ToPage
    waiting[id]?.(outcome)
    delete waiting[id]
  })
  ours.start()
  const handOver = (): void => {
    const event = new MessageEvent(HAND_OVER, { ports: [theirs], cancelable: true })
    realm.unlisten(document, HAND_OVER, handOver)
    // Whoever takes the port cancels the event.
    isOpen = !realm.dispatch(document, event)
    if (!isOpen) realm.listen(document, HAND_OVER, handOver)
  }
  handOver()
}

/** Asks, and waits for how it ends. Never ends once `signal` is aborted: then nobody waits. */
export function ask(call: Omit<PageCall, 'id'>, signal?: AbortSignal): Promise<Outcome> {
  return new realm.Promise((resolve) => {
    if (!isOpen) return resolve({ end: 'browser' })
    lastId += 1
    const id = lastId
    const onAbort = (): void => {
      delete waiting[id]
      send(`"id":${id},"call":"abort"`)
    }
    waiting[id] = (outcome) => {
      if (signal !== undefined) realm.unlisten(signal, 'abort', onAbort)
      resolve(outcome)
    }
    if (signal !== undefined) realm.listen(signal, 'abort', onAbort)
    const options = realm.stringify(call.options ?? '')
    send(`"id":${id},"call":"${call.call}","method":"${call.method ?? ''}","options":${options}`)
  })
}

/** The text is put together here, since `JSON.stringify` would call a `toJSON` of the page's. */
function send(members: string): void {
  realm.post(ours, `{${members}}`)
}
