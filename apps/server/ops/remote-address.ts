import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { isLoopback } from '../config/address.ts'

/**
 * The address of whoever asks, for limits on how often. Behind a proxy it is the last one in
 * X-Forwarded-For, which is the one that the proxy itself saw; all before it anybody can write.
 */
export function remoteAddress(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  trustProxy: boolean,
): string {
  const last = [headers['x-forwarded-for'] ?? ''].flat().join(',').split(',').at(-1)?.trim() ?? ''
  if (trustProxy && isIP(last) !== 0) return plainAddress(last)
  return plainAddress(socket.remoteAddress ?? '')
}

/** Whether it comes from this machine itself, by no proxy and by no page of another name. */
export function isFromHere({
  socket,
  headers,
}: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some(
    (name) => headers[name] !== undefined,
  )
  const host = URL.canParse(`http://${headers.host}`)
    ? new URL(`http://${headers.host}`).hostname.replace(/^\[(.*)\]$/, '$1')
    : ''
  return !isForwarded && isLoopback(host) && isLoopback(plainAddress(socket.remoteAddress ?? ''))
}

/** An IPv4 address that came by an IPv6 socket, as IPv4. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/, '')
}
