#!/bin/sh
# Makes the environments of the Python packages that `./benchmarks/run batch` runs beside Leeway: one for each, at the
# versions that the published figures are of; and fetches the jars of MOA, which `./benchmarks/run detectors` runs beside it.
# What is there already, by its file `ok`, is left as it is. With names, only these: install.sh moa.
set -eu

folder=${LEEWAY_PEERS:-$HOME/.cache/leeway/peers}
python=${PYTHON:-python3}
root=$(CDPATH='' cd "$(dirname "$0")/../.." && pwd -P)
names=$*

wanted() {
  case " ${names:-$1} " in
    *" $1 "*) ;;
    *) return 1 ;;
  esac
}

environment() {
  name=$1
  shift
  wanted "$name" || return 0
  home=$folder/$name
  if [ -e "$home/ok" ]; then
    echo "$name: there already, $home"
    return
  fi
  rm -rf "$home"
  mkdir -p "$folder"
  "$python" -m venv "$home"
  "$home/bin/pip" install --quiet --disable-pip-version-check "$@"
  : >"$home/ok"
  echo "$name: $home"
}

# evidently does not start with pandas 3, nannyml not without statsmodels, whylogs not with NumPy 2
environment evidently evidently==0.7.23 numpy==2.4.6 pandas==2.3.3 pyarrow==26.0.1 scipy==1.17.1
environment nannyml nannyml==0.13.1 statsmodels==0.15.0 numpy==2.4.6 pandas==2.3.3 pyarrow==26.0.1 scipy==1.17.1
environment whylogs 'whylogs[viz]==1.6.4' whylogs-sketching==3.4.1.dev3 numpy==1.26.4 pandas==3.0.6 pyarrow==20.0.0 scipy==1.17.1

# by Maven, into a folder beside the environments: no part of the build may depend on MOA, whose licence is the GPL
jars() {
  name=$1
  shift
  home=$folder/$name
  if [ -e "$home/ok" ]; then
    echo "$name: there already, $home"
    return
  fi
  rm -rf "$home"
  mkdir -p "$home"
  for artifact in "$@"; do
    (cd "$root" && ./mvnw -q -B -ntp -N dependency:copy -Dartifact="$artifact" -DoutputDirectory="$home" -Dmdep.useBaseVersion=true)
  done
  : >"$home/ok"
  echo "$name: $home"
}

if wanted moa; then
  jars moa-2024.07.0 nz.ac.waikato.cms.moa:moa:2024.07.0
fi
