/** The look of one filter. */
export const CHIP =
  'relative inline-flex min-h-9 shrink-0 items-center rounded-small px-3 text-note font-medium whitespace-nowrap before:absolute before:-inset-1 transition-colors duration-150'

export function chipGround(isOn: boolean): string {
  return isOn ? 'bg-action text-on-action' : 'bg-well text-soft hover:text-ink'
}
