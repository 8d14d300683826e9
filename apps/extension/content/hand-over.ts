/** The event that carries the page script's port. */
const HAND_OVER = 'port'

/**
 * Takes the port of the page script, whichever of the two scripts runs first: that is before any
 * script of the page, so the first port is the page script's. It would not matter if it were not:
 * what comes over it is judged as anything that a page says.
 */
export function takePort(onPort: (port: MessagePort) => void): void {
  const take = (event: Event): void => {
    const [port] = event instanceof MessageEvent ? event.ports : []
    if (port === undefined) return
    document.removeEventListener(HAND_OVER, take)
    event.preventDefault()
    onPort(port)
  }
  document.addEventListener(HAND_OVER, take)
  document.dispatchEvent(new Event(HAND_OVER))
}
