import { setSupportContact, supportContact } from '@keyward/keyholder/commands'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'

export const contactCommand = command({
  path: ['reports', 'contact'],
  summary: 'Shows whom members turn to for help, or sets it.',
  needs: 'unlocked',
  operands: [
    { name: 'CONTACT', help: 'an address, a number or a page; "" for none', isOptional: true },
  ],
  options: {},
  notes: ['The server keeps it, and could change it. The Owner and Super Admins set it.'],
  async run(context, { operands: [given] }) {
    const { session } = await context.unlocked()
    if (given !== undefined) await setSupportContact(session, given)
    const contact = await supportContact(session)
    return done(contact === '' ? 'No support contact is set.' : contact, { contact })
  },
})
