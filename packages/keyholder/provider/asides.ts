import type { Person } from './person.ts'

/** What a person may be asked or told beside the questions of a ceremony, passed on as it is. */
export function asidesOf(person: Person): Pick<Person, 'giveReason' | 'approval' | 'choosesFirst'> {
  const { giveReason, approval, choosesFirst } = person
  return {
    ...(choosesFirst === undefined ? {} : { choosesFirst }),
    ...(giveReason && { giveReason: (question) => giveReason.call(person, question) }),
    ...(approval && { approval: (state) => approval.call(person, state) }),
  }
}
