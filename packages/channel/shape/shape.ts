import { ChannelError } from '../error.ts'

/**
 * Reads one value that came from the other side. Total: it gives the value, holding only what the
 * contract names, or throws `malformed` saying where it stands. `at` is the way to it, for people.
 */
export type Shape<T> = (value: unknown, at: string) => T

export type ShapeMap = Readonly<Record<string, Shape<unknown>>>

/** What a shape reads. */
export type Shaped<S> = S extends Shape<infer T> ? T : never

type Flat<T> = { [K in keyof T]: T[K] }

type Members<R extends ShapeMap, O extends ShapeMap> = Flat<
  { readonly [K in keyof R]: Shaped<R[K]> } & { readonly [K in keyof O]?: Shaped<O[K]> }
>

/** An object with these members. Others are left out, so that older programs read newer messages. */
export function record<R extends ShapeMap, O extends ShapeMap = Record<never, never>>(
  required: R,
  optional?: O,
): Shape<Members<R, O>> {
  return (value, at) => {
    const source = objectOf(value, at)
    const result: Record<string, unknown> = {}
    for (const [name, shape] of Object.entries(required))
      result[name] = shape(own(source, name), `${at}.${name}`)
    for (const [name, shape] of Object.entries(optional ?? {})) {
      const given = own(source, name)
      if (given !== undefined) result[name] = shape(given, `${at}.${name}`)
    }
    return result as Members<R, O>
  }
}

/** A list of at most so many. */
export function list<T>(shape: Shape<T>, most: number): Shape<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length > most)
      throw malformed(at, `a list of at most ${most}`)
    return value.map((item, index) => shape(item, `${at}[${index}]`))
  }
}

/** Named values, at most so many; the names are texts of at most 256 characters. */
export function dictionary<T>(shape: Shape<T>, most: number): Shape<Readonly<Record<string, T>>> {
  return (value, at) => {
    const entries = Object.entries(objectOf(value, at))
    if (entries.length > most || entries.some(([name]) => name.length > 256))
      throw malformed(at, `at most ${most} named values`)
    return Object.fromEntries(entries.map(([name, item]) => [name, shape(item, `${at}.${name}`)]))
  }
}

/** The shape, or null. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return (value, at) => (value === null ? null : shape(value, at))
}

/** One of several objects, told apart by the text in a member. */
export function variants<V extends ShapeMap>(
  member: string,
  shapes: V,
): Shape<{ [K in keyof V]: Shaped<V[K]> }[keyof V]> {
  return (value, at) => {
    const told = own(objectOf(value, at), member)
    const shape = typeof told === 'string' && Object.hasOwn(shapes, told) ? shapes[told] : undefined
    if (shape === undefined) throw malformed(`${at}.${member}`, 'a known word')
    return shape(value, at) as { [K in keyof V]: Shaped<V[K]> }[keyof V]
  }
}

function objectOf(value: unknown, at: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw malformed(at, 'an object')
  return value
}

/** A member that the object has itself: what it inherits was not in the message. */
function own(source: object, name: string): unknown {
  return Object.hasOwn(source, name) ? (source as Record<string, unknown>)[name] : undefined
}

/** Says where and what was expected, and never what was there. */
export function malformed(at: string, expected: string): ChannelError {
  return new ChannelError('malformed', `${at}: expected ${expected}.`)
}
