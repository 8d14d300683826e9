const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

/** How the other devices of a member see this one, until it is renamed: "Chrome, Mac". */
export function deviceNameOf(userAgent: string): string {
  return [BROWSERS, SYSTEMS].flatMap((names) => firstOf(names, userAgent)).join(', ') || 'Browser'
}

function firstOf(names: readonly (readonly [RegExp, string])[], text: string): string[] {
  const found = names.find(([pattern]) => pattern.test(text))
  return found === undefined ? [] : [found[1]]
}
