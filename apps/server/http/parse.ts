import type { z } from 'zod'
import { Refused } from '../auth/refused.ts'

/** What is wrong, by zod's code. It says nothing of what was sent. */
const SENTENCES: Readonly<Record<string, string>> = {
  invalid_type: 'has another type than it has to have, or is missing',
  too_big: 'is too large or too long',
  too_small: 'is too small or too short',
  invalid_format: 'is malformed',
  not_multiple_of: 'is malformed',
  unrecognized_keys: 'has members that are not known',
  invalid_union: 'is of no known kind',
  invalid_key: 'has a malformed member name',
  invalid_element: 'has a malformed element',
  invalid_value: 'has none of the values that it may have',
}

/**
 * What a schema makes of a value.
 *
 * @throws {Refused} `bad_request` with the path of the first thing that is wrong
 */
export function parseWith<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const { success, data, error } = schema.safeParse(value)
  if (success) return data
  const issue = error.issues[0]
  const path = issue?.path.map(String).join('.').slice(0, 300) ?? ''
  // The words of a `custom` issue are our own.
  const wrong =
    issue?.code === 'custom' ? issue.message : (SENTENCES[issue?.code ?? ''] ?? 'is malformed')
  const where = path === '' ? 'The request' : `“${path}” in the request`
  throw new Refused('bad_request', { path, message: `${where} ${wrong}.` })
}

/**
 * The parameters of a query: numbers where the schema has numbers.
 *
 * @throws {Refused} `bad_request` for one that is there twice
 */
export function queryValues(
  schema: z.ZodType,
  queries: Readonly<Record<string, readonly string[]>>,
): unknown {
  const values: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const [name, [text, ...more]] of Object.entries(queries)) {
    if (more.length > 0)
      throw new Refused('bad_request', { message: 'A parameter is there twice.' })
    const isNumber = isNumeric(schema, name) && /^(0|[1-9]\d{0,15})$/.test(text ?? '')
    values[name] = isNumber ? Number(text) : text
  }
  return { ...values }
}

function isNumeric(schema: z.ZodType, name: string): boolean {
  const { shape } = schema as z.ZodObject
  const field = Object.hasOwn(shape, name) ? shape[name] : undefined
  const { def } = (field ?? {}) as { def?: { type: string; innerType?: z.ZodType } }
  return (def?.innerType?.def ?? def)?.type === 'number'
}
