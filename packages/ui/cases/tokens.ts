import { readFileSync } from 'node:fs'

/** A colour of oklch: lightness 0 to 1, chroma, hue in degrees. */
interface Oklch {
  readonly l: number
  readonly c: number
  readonly h: number
}

/** A colour of the tokens on light and on dark. */
export interface Pair {
  readonly light: Oklch
  readonly dark: Oklch
}

const CSS = readFileSync(new URL('../style/tokens.css', import.meta.url), 'utf8')
const OKLCH = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+|var\(--app-hue\))\)`
const PAIR = new RegExp(String.raw`^light-dark\(${OKLCH}, ${OKLCH}\)$`, 'u')

/** The opaque colours of the theme, by name: "ink", "well". */
export function readColors(): ReadonlyMap<string, Pair> {
  const found = new Map<string, Pair>()
  for (const [, name, value] of CSS.matchAll(/--color-([a-z-]+):\s*([^;]+);/gu)) {
    const pair = parsePair(value ?? '', 0)
    if (name !== undefined && pair !== null) found.set(name, pair)
  }
  return found
}

/** Ground and letters of an app's icon with one hue. */
export function readAppGround(hue: number): { readonly ground: Pair; readonly letters: Pair } {
  const rule = /@utility app-ground \{([^}]+)\}/u.exec(CSS)?.[1] ?? ''
  const ground = parsePair(/background-color: ([^;]+);/u.exec(rule)?.[1] ?? '', hue)
  const letters = parsePair(/\n\s*color: ([^;]+);/u.exec(rule)?.[1] ?? '', hue)
  if (ground === null || letters === null)
    throw new Error('The icon rule of the tokens was not read.')
  return { ground, letters }
}

function parsePair(value: string, hue: number): Pair | null {
  const parts = PAIR.exec(value.replaceAll(/\s+/gu, ' ').trim())?.slice(1)
  if (parts === undefined) return null
  const [a, b, c, d, e, f] = parts.map((part) => (part.startsWith('var') ? hue : Number(part)))
  return {
    light: { l: a ?? 0, c: b ?? 0, h: c ?? 0 },
    dark: { l: d ?? 0, c: e ?? 0, h: f ?? 0 },
  }
}

/** Contrast as WCAG 2 counts it, from 1 to 21. */
export function contrast(one: Oklch, other: Oklch): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** Through linear sRGB, cut to its gamut as a screen does. */
function luminance({ l, c, h }: Oklch): number {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
  const green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
  const blue = -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short
  return 0.2126 * cut(red) + 0.7152 * cut(green) + 0.0722 * cut(blue)
}

function cut(value: number): number {
  return Math.min(1, Math.max(0, value))
}
