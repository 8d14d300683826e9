import { request } from 'node:http'
import { DemoError } from '../error.ts'

/** What Perch answered. */
export interface PerchAnswer {
  readonly status: number
  readonly body: string
  /** The token of a session that began with this answer. */
  readonly token: string | undefined
}

/**
 * Asks Perch over HTTP. Its name is one that browsers find on this machine, and other programs don't:
 * the connection goes to this machine, and the name into the request.
 *
 * @throws {DemoError} `demo.perch` when nobody answers
 */
export function askPerch(
  origin: string,
  path: string,
  {
    body,
    headers = {},
  }: { readonly body?: object; readonly headers?: Record<string, string> } = {},
): Promise<PerchAnswer> {
  const { host, port } = new URL(origin)
  const sent = body === undefined ? undefined : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown): void =>
      reject(new DemoError('demo.perch', `Perch does not answer at ${origin}.`, { cause }))
    const asked = request(
      {
        host: '127.0.0.1',
        port: port === '' ? 80 : Number(port),
        path,
        method: sent === undefined ? 'GET' : 'POST',
        headers: {
          ...headers,
          host,
          ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        },
      },
      (response) => {
        const { statusCode: status = 0, headers: given } = response
        const token = given['perch-session']
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('error', fail)
        response.on('end', () =>
          resolve({ status, body: text, token: typeof token === 'string' ? token : undefined }),
        )
      },
    )
    asked.on('error', fail)
    asked.end(sent)
  })
}
