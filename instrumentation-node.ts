import { startConsole } from '@/lib/server/start'

await startConsole()
