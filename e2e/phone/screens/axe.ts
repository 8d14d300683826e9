import axe from 'axe-core'
import type { Frame, Page } from 'playwright-core'

/**
 * What axe-core finds wrong in a page or frame, as "rule: selector". In the other theme only colours
 * are looked at again.
 */
export async function faultsOf(where: Page | Frame, colours: 'all' | 'only'): Promise<string[]> {
  // As the debugger's own expression: a policy that forbids eval allows it.
  await where.evaluate(`typeof axe === 'undefined' ? (${wrapped}) : undefined`)
  const found = await where.evaluate(async (only) => {
    const loaded = (globalThis as unknown as { axe: Axe }).axe
    const rules = only ? { runOnly: { type: 'rule', values: ['color-contrast'] } } : {}
    // React Aria says there by name what may be gone a moment later.
    const what = { exclude: ['[data-live-announcer]'] }
    const { violations } = await loaded.run(what, { iframes: false, ...rules })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    )
  }, colours === 'only')
  return found
}

const wrapped = `(() => { ${axe.source} })()`

interface Axe {
  run(
    what: object,
    how: object,
  ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
}

/** By how many pixels the content is wider than what shows it; 0 when nothing has to be scrolled sideways. */
export function overflowOf(where: Page | Frame): Promise<number> {
  return where.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

/** Text as large as people may set it, in percent. */
export async function setTextSize(where: Page | Frame, percent: number): Promise<void> {
  await where.evaluate((size) => {
    document.documentElement.style.fontSize = `${size}%`
  }, percent)
}
