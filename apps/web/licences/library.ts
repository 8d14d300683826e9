/** A library that is in the app. */
export interface Library {
  readonly name: string
  readonly version: string
  /** As SPDX names it: "MIT". */
  readonly licence: string
  /** Which of the texts is its own; undefined where the library brings none. */
  readonly text: number | undefined
}

/** Every library in the app by name, and the texts of their licences, each once. */
export interface Licences {
  readonly libraries: readonly Library[]
  readonly texts: readonly string[]
}
