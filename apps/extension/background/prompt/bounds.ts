/** A rectangle on the screens, in the browser's pixels. */
export interface Bounds {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export type Size = Pick<Bounds, 'width' | 'height'>

const USUAL: Size = { width: 420, height: 640 }
const LEAST: Size = { width: 360, height: 480 }
const MOST: Size = { width: 900, height: 1000 }

/** Some way below the address bar, where the browser's own prompts are. */
const BELOW = 72

/**
 * Where a prompt opens: over the window whose page asks, in its middle, as far as possible within
 * it, and never above or left of it. The size is the one that the person gave it last.
 */
export function promptBounds(window: Partial<Bounds>, kept?: Partial<Size>): Bounds | Size {
  const size = {
    width: within(kept?.width ?? USUAL.width, LEAST.width, MOST.width),
    height: within(kept?.height ?? USUAL.height, LEAST.height, MOST.height),
  }
  const { left, top, width, height } = window
  if (left === undefined || top === undefined || !width || !height) return size
  const fitting = {
    width: Math.min(size.width, Math.max(width, LEAST.width)),
    height: Math.min(size.height, Math.max(height, LEAST.height)),
  }
  return {
    ...fitting,
    left: Math.round(left + Math.max(0, (width - fitting.width) / 2)),
    top: Math.round(top + Math.max(0, Math.min(BELOW, height - fitting.height))),
  }
}

/** The size that a person gave the prompt; undefined for what is none. */
export function readSize(value: unknown): Size | undefined {
  const { width, height } = (value ?? {}) as Partial<Record<keyof Size, unknown>>
  return typeof width === 'number' && typeof height === 'number' ? { width, height } : undefined
}

function within(value: number, least: number, most: number): number {
  return Math.round(Math.min(Math.max(value, least), most))
}
