import { z } from 'zod'
import { PROTOCOL_VERSION } from './limits.ts'
import { Refusal, REFUSAL_CODES, type RefusalCode } from './refusals.ts'
import { COMMON_REFUSALS, type Route, ROUTES } from './routes.ts'

type Json = { readonly [member: string]: unknown }

/** The whole protocol as an OpenAPI 3.1 document, written from `ROUTES` and the schemas. */
export function openApi(): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const [name, route] of Object.entries(ROUTES) as [string, Route][]) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operation(name, route),
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Keyward', version: `protocol ${PROTOCOL_VERSION}`, description: DESCRIPTION },
    paths,
    components: { schemas: { Refusal: schema(Refusal) }, securitySchemes: SECURITY },
  }
}

const DESCRIPTION =
  'Everything sealed, signed or wrapped is opaque to the server. Bytes are base64url without ' +
  'padding, times are UTC milliseconds. Every request names the protocol version in the header ' +
  'Keyward-Protocol. A write may carry the header Idempotency-Key, 22 characters: repeated within ' +
  'a day it is answered again and not done again.'

const SECURITY = {
  proof: {
    type: 'apiKey',
    in: 'header',
    name: 'DPoP',
    description:
      "A proof of the device's key (RFC 9449), ES256. A claim `offset` tells how many seconds the " +
      "server's clock is ahead of the client's.",
  },
  session: {
    type: 'http',
    scheme: 'DPoP',
    description: 'The token of a session; it counts only together with a proof of its key.',
  },
}

const ACCESS = {
  open: { security: [], note: '' },
  proof: { security: [{ proof: [] }], note: 'Takes a proof of a device’s key, and no session.' },
  session: { security: [{ session: [], proof: [] }], note: 'For every session.' },
  member: {
    security: [{ session: [], proof: [] }],
    note: 'For devices that sign for an admitted member by the membership chain.',
  },
} as const

function operation(name: string, route: Route): Json {
  const { security, note } = ACCESS[route.auth]
  return {
    operationId: name,
    summary: route.summary,
    ...(note === '' ? {} : { description: note }),
    security,
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(route.request === null
      ? {}
      : { requestBody: { required: true, content: json(route.request, 'input') } }),
    responses: {
      200: {
        description: route.isStream ? 'Lines of JSON, each of this form' : 'Done',
        content: route.isStream
          ? { 'application/x-ndjson': { schema: schema(route.answer) } }
          : json(route.answer, 'output'),
      },
      ...refusals([...route.refusals, ...COMMON_REFUSALS[route.auth]]),
    },
  }
}

function pathParameters(path: string): Json[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{21}[AQgw]$' },
  }))
}

function queryParameters(query: z.ZodType | null): Json[] {
  if (query === null) return []
  const { properties = {}, required = [] } = schema(query) as {
    properties?: Readonly<Record<string, Json>>
    required?: readonly string[]
  }
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: each,
  }))
}

/** One answer for each status, naming its codes. */
function refusals(codes: readonly RefusalCode[]): Json {
  const byStatus = new Map<number, RefusalCode[]>()
  for (const code of new Set(codes)) {
    const [status] = REFUSAL_CODES[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, of]) => [
        status,
        {
          description: of.map((code) => `\`${code}\`: ${REFUSAL_CODES[code][1]}`).join('\n'),
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Refusal' } },
          },
        },
      ]),
  )
}

function json(type: z.ZodType, io: 'input' | 'output'): Json {
  return { 'application/json': { schema: schema(type, io) } }
}

function schema(type: z.ZodType, io: 'input' | 'output' = 'input'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return rest
}
