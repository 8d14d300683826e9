export interface Violation {
  readonly path: string
  readonly line: number
  readonly rule:
    | 'no-row'
    | 'our-package'
    | 'npm-package'
    | 'node-module'
    | 'not-exported'
    | 'leaves-package'
    | 'computed-import'
    | 'package-cycle'
    | 'folder-cycle'
    | 'barrel'
    | 'default-export'
    | 'not-parsed'
  /** What is wrong, and what to do. */
  readonly message: string
}

/** `file:line rule: message`, as editors and terminals link it. */
export function formatViolation({ path, line, rule, message }: Violation): string {
  return `${path}:${line} ${rule}: ${message}`
}
