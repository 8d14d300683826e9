import { describe, expect, test } from 'vitest'
import { addMember } from '../cases/members.ts'
import { testServer } from '../cases/server.ts'
import { signUp } from '../cases/workspace.ts'

async function operators(named: readonly string[] | null) {
  const server = await testServer({ settings: { operators: named } })
  const workspace = await signUp(server)
  const uma = await addMember(workspace, 'Uma', 'user')
  const gus = await addMember(workspace, 'Gus', 'guest')
  const { operators: told } = await uma.device.must('getDealing', {})
  const names = new Map<string, string>([
    [workspace.owner.memberId, 'Olga'],
    [uma.memberId, 'Uma'],
    [gus.memberId, 'Gus'],
  ])
  const { address } = await gus.device.must('getMe')
  return { told: told.map((memberId) => names.get(memberId)), address }
}

describe('who operates the server, as it tells whoever shares', () => {
  test('is whoever created the workspace, where nobody is named', async () => {
    expect((await operators(null)).told).toEqual(['Olga'])
  })

  test('are those whose addresses are named, however they are written', async () => {
    const { address } = await operators(null)
    const written = ` ${address.toUpperCase()}`
    expect((await operators(['nobody@elsewhere.example', written])).told).toEqual(['Gus'])
    expect((await operators([])).told).toEqual([])
  })
})
