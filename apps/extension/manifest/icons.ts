const SIZES = [16, 32, 48, 128]

/** The paths of the icon in each size: `off` is grey, for when nothing is answered. */
export function iconPaths(state: 'on' | 'off'): Record<string, string> {
  return Object.fromEntries(SIZES.map((size) => [size, `icons/${state}-${size}.png`]))
}
