const MINUTE = 60_000

/** A time as a field for date and time has it, in this device's time: `2026-11-01T09:30`. */
export function localTime(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * MINUTE)
  return shifted.toISOString().slice(0, 16)
}

const FIELD = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d/

/** The time that such a field says, UTC milliseconds; undefined for what is none of this age. */
export function timeOfField(text: string): number | undefined {
  const at = FIELD.test(text) ? new Date(text).getTime() : Number.NaN
  return at >= 0 ? at : undefined
}
