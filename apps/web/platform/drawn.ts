/** How long the scripts wait for the first frame at most, in milliseconds. A hidden page draws none. */
const PATIENCE = 150

/**
 * Resolves once the first frame is drawn, which is in the page itself. Whatever else there is to load
 * is only read then: reading takes a slow phone longer than drawing.
 */
export async function drawn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE)
    requestAnimationFrame(() => setTimeout(resolve))
  })
}
