/** Loaded before a program: its clock is off by as many milliseconds as SHIFT_CLOCK says. */
const shift = Number(process.env['SHIFT_CLOCK'])
const RealDate = Date
const now = (): number => RealDate.now() + shift

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, self) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, self) as object,
  apply: () => new RealDate(now()).toString(),
  get: (target, name, self) =>
    name === 'now' ? now : (Reflect.get(target, name, self) as unknown),
})
