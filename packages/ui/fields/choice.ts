/** One of several values, with the words for it. */
export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: string
  readonly isDisabled?: boolean | undefined
}
