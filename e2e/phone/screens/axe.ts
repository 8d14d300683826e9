import axe from 'axe-core'
import type { Frame, Page } from 'playwright-core'

/**
 * What axe-core finds wrong in a page or frame, as "rule: selector". In the other theme only colours
 * are looked at again.
 */
export async function faultsOf(where: Page | Frame, colours: 'all' | 'only'): Promise<string[]> {
  const isThere = await where.evaluate(() => 'axe' in globalThis)
  // As the debugger's own expression: a policy that forbids eval allows it. It is long to send.
  if (!isThere) await where.evaluate(wrapped)
  const found = await where.evaluate(async (only) => {
    const loaded = (globalThis as unknown as { axe: Axe }).axe
    const rules = only ? { runOnly: { type: 'rule', values: ['color-contrast'] } } : {}
    // Where everything is as it should be is told in full only if it is asked for.
    const how = { iframes: false, resultTypes: ['violations'], ...rules }
    const { violations } = await loaded.run(document, how)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    )
  }, colours === 'only')
  return found
}

const wrapped = `(() => { ${axe.source} })()`

interface Axe {
  run(
    what: Document,
    how: object,
  ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
}

/**
 * What is wider than the place that it has, so that people would have to scroll sideways to see it.
 * A row that is made to be scrolled so says it by its class.
 */
export function overflowsOf(where: Page | Frame): Promise<string[]> {
  return where.evaluate(() => {
    const page = document.documentElement
    const places = [page, ...document.querySelectorAll('body :not(.overflow-x-auto)')].filter(
      (place) => place === page || /auto|scroll/.test(getComputedStyle(place).overflowX),
    )
    return places
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
      .map(({ scrollWidth, clientWidth, tagName, className }) => {
        const more = scrollWidth - clientWidth
        return `${more} pixels too wide: ${tagName.toLowerCase()} ${String(className)}`
      })
  })
}

/** Text as large as people may set it, in percent. */
export async function setTextSize(where: Page | Frame, percent: number): Promise<void> {
  await where.evaluate(async (size) => {
    document.documentElement.style.fontSize = `${size}%`
    // What stands over the page is placed again in the next frame.
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame)
  }, percent)
}
