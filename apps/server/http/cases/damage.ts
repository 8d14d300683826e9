import fc from 'fast-check'

/** One thing that is wrong with a request. `at` chooses where, by the count of places there are. */
export interface Damage {
  readonly at: number
  readonly how: 'remove' | 'replace' | 'add' | 'bend' | 'wrap'
  readonly by: unknown
}

/** What nobody expects in a member. */
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  -(2 ** 63),
  1e308,
  '',
  ' ',
  'a',
  '\u202e',
  '\u0000',
  '\ud800',
  '𝒳'.repeat(200),
  'A'.repeat(21),
  'A'.repeat(22),
  'A'.repeat(43),
  'B'.repeat(43),
  '=',
  'x'.repeat(5000),
  [],
  {},
  ['A'],
  Array.from({ length: 300 }, () => 'A'.repeat(43)),
  { __proto__: null, constructor: 1, toString: 2 },
  JSON.parse('{"__proto__":{"a":1}}'),
  Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 'deep'),
]

export const DAMAGES: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.record({
    at: fc.nat(10_000),
    how: fc.constantFrom('remove', 'replace', 'add', 'bend', 'wrap'),
    by: fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary' }), fc.double(), fc.integer()),
  }),
  { minLength: 0, maxLength: 3 },
)

/** A copy of a JSON value with the damage done to it. */
export function damaged(value: unknown, damages: readonly Damage[]): unknown {
  let copy = structuredClone({ whole: value }) as Place
  for (const damage of damages) {
    const places = placesIn(copy)
    const place = places[damage.at % places.length]
    // A copy, or else a later damage would go into the value that all runs share.
    const by = structuredClone(damage.by)
    if (place !== undefined) damageAt(place.holder, place.key, { ...damage, by })
  }
  copy = copy as { whole: unknown }
  return copy['whole']
}

type Place = Record<string, unknown>

/** Every member and element, the whole value first. */
function placesIn(root: Place): { readonly holder: Place; readonly key: string }[] {
  const found: { holder: Place; key: string }[] = []
  const left = [root]
  for (let holder = left.pop(); holder !== undefined; holder = left.pop()) {
    for (const [key, value] of Object.entries(holder)) {
      found.push({ holder, key })
      if (typeof value === 'object' && value !== null) left.push(value as Place)
    }
  }
  return found
}

function damageAt(holder: Place, key: string, { how, by, at }: Damage): void {
  const value = holder[key]
  if (how === 'remove') delete holder[key]
  else if (how === 'wrap') holder[key] = [value]
  else if (how === 'bend' && typeof value === 'string') holder[key] = bent(value, at)
  else if (how === 'bend' && typeof value === 'number')
    holder[key] = value + (at % 2 === 0 ? 1 : -1)
  else if (how === 'add' && isObject(value)) value[`extra${at % 3}`] = by
  else holder[key] = by
}

/** One character changed, so that it is likely to be text of the same form. */
function bent(text: string, at: number): string {
  const place = text.length === 0 ? 0 : at % text.length
  const other = text[place] === 'A' ? 'B' : 'A'
  return text.slice(0, place) + other + text.slice(place + 1)
}

function isObject(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
