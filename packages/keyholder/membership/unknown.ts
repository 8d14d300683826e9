import { KeyholderError } from '../error.ts'

export function unknownMember(): KeyholderError {
  return new KeyholderError('membership.unknown-member', 'The workspace has no such member.')
}
