/** The question that stands in the address. */
export interface HelpSearch {
  readonly ask?: string
}
