import type { World } from './world.ts'

type Json = Readonly<Record<string, unknown>>

/** Answers as the server does, but for one path whose JSON is changed on the way. */
export function lieAbout(world: World, path: RegExp, change: (json: Json) => Json): void {
  world.network = async (request) => {
    const response = await world.honest(request)
    if (!path.test(new URL(request.url).pathname) || !response.ok) return response
    return Response.json(change((await response.json()) as Json))
  }
}
