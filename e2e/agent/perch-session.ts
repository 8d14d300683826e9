import { request } from 'node:http'

/** A program's session with Perch: its cookies, and JSON. */
export interface PerchSession {
  /** @throws when Perch refuses, with what it said */
  post(path: string, body: object): Promise<Record<string, unknown>>
}

/** @param url as people see it; its host name need not resolve */
export function perchSession(url: string): PerchSession {
  const { host, port } = new URL(url)
  let cookie = ''
  return {
    post: (path, body) =>
      new Promise((resolve, reject) => {
        const headers = { host, cookie, 'content-type': 'application/json', origin: url }
        const place = { host: '127.0.0.1', port, path: `/api/${path}`, method: 'POST', headers }
        const sent = request(place, (response) => {
          const [set] = response.headers['set-cookie'] ?? []
          cookie = set?.split(';')[0] ?? cookie
          let text = ''
          response.setEncoding('utf8').on('data', (part: string) => (text += part))
          response.on('end', () => {
            if ((response.statusCode ?? 500) < 300)
              resolve(JSON.parse(text) as Record<string, unknown>)
            else reject(new Error(`Perch refused ${path}: ${text}`))
          })
        })
        sent.on('error', reject).end(JSON.stringify(body))
      }),
  }
}
