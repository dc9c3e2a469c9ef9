# A PostgreSQL server of our own: a free port, a temporary folder, gone when the gate ends. Sourced by ./check, which
# runs its steps in shells of their own; so all that must be known afterwards is chosen here, at once.

POSTGRES_HOME=$(mktemp -d "${TMPDIR:-/tmp}/vestka-postgres-XXXXXX")

# A port that nobody listens on.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 10000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

POSTGRES_PORT=$(free_port)
POSTGRES_URL=postgres://postgres@127.0.0.1:$POSTGRES_PORT/postgres

# The newest installed release's programs.
postgres_folder() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1; }

# PostgreSQL does not run as root; Debian's package brings a user for it.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups env HOME="$POSTGRES_HOME" "$@")
  else
    "$@"
  fi
}

# Tests want it fast, and lose nothing when the machine goes down: hence no fsync.
postgres_start() {
  local bin options
  bin=$(postgres_folder)
  [ -n "$bin" ] || { echo 'PostgreSQL is not installed'; return 1; }
  [ "$(id -u)" != 0 ] || chown postgres "$POSTGRES_HOME"
  as_postgres "$bin/initdb" -D "$POSTGRES_HOME/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null || return 1
  options="-p $POSTGRES_PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=$POSTGRES_HOME -c max_connections=300"
  options+=' -c fsync=off -c full_page_writes=off -c synchronous_commit=off'
  as_postgres "$bin/pg_ctl" -s -w -D "$POSTGRES_HOME/data" -l "$POSTGRES_HOME/log" -o "$options" start || { cat "$POSTGRES_HOME/log"; return 1; }
  echo "$("$bin/postgres" --version) answers on port $POSTGRES_PORT until the gate ends"
}

postgres_stop() {
  local bin
  bin=$(postgres_folder)
  if [ -e "$POSTGRES_HOME/data/postmaster.pid" ]; then as_postgres "$bin/pg_ctl" -s -w -m immediate -D "$POSTGRES_HOME/data" stop; fi
  rm -rf "$POSTGRES_HOME"
}
