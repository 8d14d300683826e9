import { html } from 'hono/html'
import type { Html } from './parts.ts'

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const exact = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'long',
  timeStyle: 'medium',
  timeZone: 'UTC',
})
const relative = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' })

const minute = 60_000
const hour = 60 * minute

/** "2 hours ago" within a day, the date after that; the exact time shows on hover. */
export function timeAgo(at: number, now: number): Html {
  const iso = new Date(at).toISOString()
  return html`<time datetime="${iso}" title="${exactTime(at)}">${words(at, now)}</time>`
}

/** Date and time to the second, in UTC. */
export function exactTime(at: number): string {
  return `${exact.format(at)} UTC`
}

function words(at: number, now: number): string {
  const age = now - at
  if (age < minute) return 'just now'
  if (age < hour) return relative.format(-Math.floor(age / minute), 'minute')
  if (age < 24 * hour) return relative.format(-Math.floor(age / hour), 'hour')
  return day.format(at)
}
