import type { PersonDoes } from '../workers/prompt.ts'
import type { Hosts } from './hosts.ts'

/** A page of whichever browser, as the probes use it. */
export interface ProbedPage {
  /** The value of an expression, or what it promises. */
  evaluate(code: string): Promise<unknown>
  goto(address: string): Promise<unknown>
}

/** A browser among sites, with the extension whose prompt answers at once. */
export interface AttackedBrowser {
  readonly hosts: Pick<Hosts, 'serve' | 'asked'>
  readonly extension: {
    /** What the person does from now on. */
    does(what: PersonDoes): Promise<void>
    /** How many prompts have been opened so far. */
    prompts(): number | Promise<number>
  }
  /** A page of a site, which is empty unless it was served. */
  visit(host: string): Promise<ProbedPage>
  /** Ends what is open besides the extension. */
  closePages(): Promise<void>
  close(): Promise<void>
}
