import { Hono } from 'hono'
import { idList, readObject } from './body'
import type { ServiceModule } from './context'

/** J1: enables further projects of the same customer; ids that are known already are passed over. */
export const projectRoutes: ServiceModule = (context) => {
  const app = new Hono()
  app.post('/addProjects', async (c) => {
    const ids = idList((await readObject(c)).projectIds)
    const added: string[] = []
    context.store.transaction(() => {
      for (const id of ids) {
        if (id === context.projectId || context.store.get('projects', id)) continue
        context.store.insert({ collection: 'projects', id, project: context.projectId, fields: {} })
        added.push(id)
      }
    })
    return c.json({ addedProjects: added })
  })
  return app
}
