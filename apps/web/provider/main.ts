import '@keyward/ui/styles.css'

/** How long the scripts wait for the first frame at most, in milliseconds. A hidden page draws none. */
const PATIENCE = 150

/**
 * The first frame of a sheet is in the page itself. Whatever else there is to load is only read once
 * that frame was drawn: reading takes a slow phone longer than drawing.
 */
async function drawn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE)
    requestAnimationFrame(() => setTimeout(resolve))
  })
}

void drawn().then(() =>
  import.meta.env.MODE === 'extension' ? import('./browser/start.tsx') : import('./start.tsx'),
)
