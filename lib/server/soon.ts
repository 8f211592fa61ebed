import 'server-only'

/**
 * A value that is there already, or will be. On this server every promise costs microseconds, because the framework follows each one
 * through its request, so what is answered from memory is answered without any.
 */
export type Soon<Value> = Value | Promise<Value>

/** Goes on with a value: at once when it is there, later when it is not. */
export function after<Value, Result>(value: Soon<Value>, next: (value: Value) => Soon<Result>): Soon<Result> {
  return value instanceof Promise ? value.then(next) : next(value)
}
