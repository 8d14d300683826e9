/**
 * What the pages use of the browser's extension interface, whose name is `chrome` in Firefox too.
 * Only what is here may be used; tests put something else in its place.
 */
export interface ExtensionBrowser {
  readonly runtime: {
    readonly id: string
    connect(options: { readonly name: string }): RuntimePort
  }
  readonly storage: {
    readonly local: StorageArea
    /** Absent in a browser that is too old: Keyward then locks with each page. */
    readonly session?: StorageArea
  }
  readonly tabs: {
    query(what: { readonly active: true; readonly currentWindow: true }): Promise<readonly Tab[]>
  }
}

/** The address of a tab is told to who may read its host. */
export interface Tab {
  readonly url?: string
}

export interface StorageArea {
  get(key: string): Promise<Readonly<Record<string, unknown>>>
  set(items: Readonly<Record<string, unknown>>): Promise<void>
  remove(key: string): Promise<void>
  readonly onChanged: {
    addListener(listener: (changes: Readonly<Record<string, unknown>>) => void): void
  }
}

export interface RuntimePort {
  postMessage(message: string): void
  disconnect(): void
  readonly onMessage: { addListener(listener: (message: unknown) => void): void }
  readonly onDisconnect: { addListener(listener: () => void): void }
}

/** The browser around this page of the extension. */
export function extensionBrowser(): ExtensionBrowser {
  return (globalThis as unknown as { readonly chrome: ExtensionBrowser }).chrome
}
