import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { faultsOf, overflowsOf, setTextSize } from '../../phone/screens/axe.ts'
import { coloured } from '../../phone/screens/places.ts'

/** Looks at screens of the extension, and keeps what is wrong with them. */
export interface Album {
  /** What axe-core found, and what is wider than its place. */
  readonly faults: readonly string[]
  /** Of the screens that were looked at. */
  readonly names: readonly string[]
  /**
   * Looks in both themes and, but for the popup, whose width is its own, at both widths; and with text
   * twice as large. The page is left as it was.
   */
  look(page: Page, name: string): Promise<void>
}

const SCHEMES = ['light', 'dark'] as const

/** As people make a prompt no narrower. */
const NARROW = 320

/** @param folder where pictures are put, as `name-width-theme.png`; without one none are taken */
export function openAlbum(folder: string | undefined): Album {
  const faults: string[] = []
  const names: string[] = []
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
  return {
    faults,
    names,
    async look(page, name) {
      names.push(name)
      // Nothing is to look as if somebody pointed at it.
      await page.mouse.move(0, 0)
      const usual = page.viewportSize()
      const full = usual === null || usual.width > 900 ? { width: 420, height: 640 } : usual
      for (const [nth, colorScheme] of SCHEMES.entries()) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.setViewportSize(full)
        await coloured(page.mainFrame(), colorScheme)
        const found = await faultsOf(page, nth === 0 ? 'all' : 'only')
        faults.push(...found.map((fault) => `${name}, ${colorScheme}: ${fault}`))
        for (const width of page.url().includes('?popup') ? [full.width] : [NARROW, full.width]) {
          await page.setViewportSize({ ...full, width })
          const wide = await overflowsOf(page)
          faults.push(...wide.map((fault) => `${name}, ${width} pixels: ${fault}`))
          if (folder !== undefined)
            await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) })
        }
      }
      await setTextSize(page, 200)
      const wide = await overflowsOf(page)
      faults.push(...wide.map((fault) => `${name}, text at 200 %: ${fault}`))
      await setTextSize(page, 100)
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      if (usual !== null) await page.setViewportSize(usual)
    },
  }
}
