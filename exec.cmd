@rem npm scripts begin with "exec", so that on Unix a signal to npm reaches the program itself. Windows has no such word; this is it.
@%*
