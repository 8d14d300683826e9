const SETTINGS = '__zod_globalConfig'

/**
 * Tells zod, by which the protocol's messages are read, to compile nothing at run time: the page's
 * policy forbids it, and each try would be reported. To be called before anything loads the protocol.
 * Zod keeps its settings in this global (see its `config`), so that the app need not load it for this.
 */
export function parseWithoutEval(): void {
  const place = globalThis as unknown as Record<string, object | undefined>
  place[SETTINGS] = Object.assign(place[SETTINGS] ?? {}, { jitless: true })
}
