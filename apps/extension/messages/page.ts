/**
 * What the script in the page and the content script tell each other: one JSON text a message, over
 * a port that is handed over once. Nothing of it says who asks: that is attested elsewhere.
 */

export type CeremonyKind = 'create' | 'get'

/** A call of the page. `options` is a JSON text in the form of the WebAuthn JSON dictionaries. */
export interface PageCall {
  readonly id: number
  readonly call: CeremonyKind | 'conditional' | 'signal' | 'available'
  readonly options?: string
  /** Of signals: the name of the method. */
  readonly method?: string
}

/** The page has aborted the call with this id, or has its answer from elsewhere. */
export interface PageAbort {
  readonly id: number
  readonly call: 'abort'
}

export type FromPage = PageCall | PageAbort

/** How a call of the page ends. */
export type Outcome =
  /** The browser's own function has to answer; of `available`: as the browser says. */
  | { readonly end: 'browser' }
  /** Keyward can answer here. */
  | { readonly end: 'available' }
  /**
   * A response in its JSON form, as a text. `native`: the browser's own function gives the same
   * response, as an object of its own, when it is called now with the same options.
   */
  | { readonly end: 'answer'; readonly response: string; readonly native?: boolean }
  /** A DOMException of this name. */
  | { readonly end: 'failure'; readonly name: string; readonly message: string }

export type ToPage = Outcome & { readonly id: number }
