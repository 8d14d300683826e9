import { bringIn, createWorkspace, synchronise } from '../team/members.ts'
import { PEOPLE, WORKSPACE_NAME } from '../team/people.ts'
import { expectSame, expectThat } from './expect.ts'
import { actorIn, enter, type Scene, type Step } from './scene.ts'

const workspace: Step = {
  title: 'Create a workspace',
  async run(scene) {
    const [first] = PEOPLE
    expectThat(first !== undefined, 'there is somebody to begin with')
    const { phone } = enter(scene, await createWorkspace(scene.places.keyward, first))
    const { state } = phone.keyholder.session.membership()
    expectSame('the name of the workspace', state.name, WORKSPACE_NAME)
    expectSame('its members', rolesAt(scene, 'olga'), [[first.name, 'owner']])
    return `${WORKSPACE_NAME}, with ${first.name} as its Owner`
  },
}

const members: Step = {
  title: 'Five more join by invitation',
  async run(scene) {
    const owner = actorIn(scene, 'olga')
    for (const person of PEOPLE.slice(1)) enter(scene, await bringIn(owner, person))
    const expected = PEOPLE.map(({ name, role }) => [name, role])
    for (const { person, phone } of scene.actors.values()) {
      await synchronise(phone)
      expectSame(`the members on ${phone.name}`, rolesAt(scene, person.id), expected)
    }
    return 'their keys were proven, and each phone sees six members, one of each role'
  },
}

export const teamSteps: readonly Step[] = [workspace, members]

function rolesAt(scene: Scene, id: Parameters<typeof actorIn>[1]): (readonly string[])[] {
  const { state } = actorIn(scene, id).phone.keyholder.session.membership()
  return [...state.members.values()].map(({ name, role }) => [name, role])
}
