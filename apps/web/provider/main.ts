import '@keyward/ui/styles.css'
import { drawn } from '../platform/drawn.ts'

async function start(): Promise<void> {
  await drawn()
  if (import.meta.env.MODE === 'extension')
    // On a disk of this computer everything is there at once: what answers is read beside the sheet.
    await Promise.all([import('./browser/start.tsx'), import('./browser/answer.ts')])
  else await import('./start.tsx')
}

void start()
