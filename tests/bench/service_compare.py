#!/usr/bin/env python3
"""The service beside MapServer and QGIS Server: the same communes, the same machine, the same run.

usage: service_compare.py LTP [SECONDS]

Needs, from Debian: cgi-mapserver, qgis-server, python3-qgis, spawn-fcgi, nginx, wrk. Each server answers from one
process; MapServer and QGIS Server stand behind nginx as they do in use. First each is asked for all communes, to see
that it answers; then wrk keeps four connections busy. Prints requests a second, twice, the rounds alternating.
"""
import json, os, pathlib, re, socket, subprocess, sys, tempfile, time, urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "data/mali/mli_admbnda_2021.gpkg"
LAYER = "mli_admbnda_adm3_2021"

PROJECT = """
import sys
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
app = QgsApplication([], False); app.initQgis()
layer = QgsVectorLayer(sys.argv[1] + "|layername=%s", "communes", "ogr")
assert layer.isValid()
project = QgsProject.instance(); project.addMapLayer(layer)
project.writeEntry("WFSLayers", "/", [layer.id()])
project.writeEntry("WFSLayersPrecision", "/" + layer.id(), 7)
assert project.write(sys.argv[2])
""" % LAYER

MAPFILE = """MAP
  NAME "communes"
  EXTENT -12.3 10.1 4.3 25.1
  PROJECTION "init=epsg:4326" END
  WEB METADATA
    "ows_enable_request" "*"
    "oga_onlineresource" "http://127.0.0.1/mapserver/LTP/ogcapi"
    "oga_max_limit" "10000"
  END END
  LAYER
    NAME "communes" TYPE POLYGON STATUS ON
    CONNECTIONTYPE OGR CONNECTION "{data}" DATA "{layer}"
    PROJECTION "init=epsg:4326" END
    METADATA
      "ows_title" "communes" "gml_include_items" "all" "gml_featureid" "ADM3_PCODE" "oga_max_limit" "10000"
    END
    TEMPLATE "none"
  END
END
"""

NGINX = """daemon off; worker_processes 1; pid {d}/nginx.pid; error_log {d}/nginx.log;
events {{ worker_connections 64; }}
http {{ access_log off; client_body_temp_path {d}/b; proxy_temp_path {d}/p; fastcgi_temp_path {d}/f;
  uwsgi_temp_path {d}/u; scgi_temp_path {d}/s;
  server {{ listen 127.0.0.1:{port};
    location /mapserver {{ include /etc/nginx/fastcgi_params;
      fastcgi_split_path_info ^(/mapserver)(.*)$; fastcgi_param PATH_INFO $fastcgi_path_info;
      fastcgi_keep_conn on; fastcgi_pass unix:{d}/mapserver.sock; }}
    location /qgis {{ include /etc/nginx/fastcgi_params; fastcgi_split_path_info ^(/qgis)(.*)$;
      fastcgi_param PATH_INFO $fastcgi_path_info; fastcgi_param SCRIPT_NAME /qgis; fastcgi_pass unix:{d}/qgis.sock; }} }} }}
"""

def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]

def wait_for(url, seconds=60):
    end = time.time() + seconds
    while True:
        try:
            return urllib.request.urlopen(url, timeout=20).read()
        except OSError:
            if time.time() > end:
                raise
            time.sleep(0.3)

def per_second(url, seconds):
    out = subprocess.run(["wrk", "-t1", "-c4", f"-d{seconds}s", url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in out:
        raise SystemExit(f"{url}: {out}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))

def start(ltp, folder):
    """name -> (url of the items, pattern of the page size)"""
    running, run = [], lambda *a, **k: running.append(subprocess.Popen(a, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **k))
    store, port, behind = str(folder / "s.sqlite"), free_port(), free_port()
    for args in (["init", store], ["--store", store, "import", "boundaries", str(DATA), "--edition", "2021"]):
        subprocess.run([ltp, *args], check=True, capture_output=True)
    run(ltp, "--store", store, "serve", "--port", str(port))
    (folder / "m.map").write_text(MAPFILE.format(data=DATA, layer=LAYER))
    (folder / "m.conf").write_text(f'CONFIG\n ENV\n  MS_MAP_PATTERN "^{folder}"\n END\n MAPS\n  LTP "{folder}/m.map"\n END\nEND\n')
    (folder / "nginx.conf").write_text(NGINX.format(d=folder, port=behind))
    quiet = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    subprocess.run(["/usr/bin/python3", "-c", PROJECT, str(DATA), str(folder / "p.qgs")], check=True, env=quiet)
    run("spawn-fcgi", "-n", "-M", "0777", "-s", f"{folder}/mapserver.sock", "/usr/lib/cgi-bin/mapserv", env=dict(os.environ, MAPSERVER_CONFIG_FILE=f"{folder}/m.conf"))
    run("spawn-fcgi", "-n", "-M", "0777", "-s", f"{folder}/qgis.sock", "/usr/lib/cgi-bin/qgis_mapserv.fcgi", env=dict(quiet, QGIS_PROJECT_FILE=f"{folder}/p.qgs", QGIS_SERVER_LOG_LEVEL="2"))
    time.sleep(1)
    run("nginx", "-c", f"{folder}/nginx.conf", "-p", str(folder))
    return running, {
        "ltp": f"http://127.0.0.1:{port}/collections/units/items?level=3&limit=%d&f=json",
        "MapServer": f"http://127.0.0.1:{behind}/mapserver/LTP/ogcapi/collections/communes/items?limit=%d&f=json",
        "QGIS Server": f"http://127.0.0.1:{behind}/qgis/wfs3/collections/communes/items.geojson?limit=%d",
    }

def main():
    ltp, seconds = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 4
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        running, servers = start(ltp, pathlib.Path(name))
        try:
            for server, url in servers.items():
                body = wait_for(url % 1000)
                if body[:1] != b"{":
                    raise SystemExit(f"{server}: {body[-500:]}")
                print(f"{server}: {len(json.loads(body)['features'])} communes in {len(body) / 1e6:.2f} MB")
            print(f"{'requests a second':14}" + "".join(f"{'limit=' + str(n):>22}" for n in (1, 10, 1000)))
            rates = {(s, n): [] for s in servers for n in (1, 10, 1000)}
            for _ in range(2):
                for (server, limit), kept in rates.items():
                    kept.append(per_second(servers[server] % limit, seconds))
            for server in servers:
                print(f"{server:17}" + "".join(f"{'  '.join(f'{r:.0f}' for r in rates[server, n]):>22}" for n in (1, 10, 1000)))
        finally:
            for process in running:
                process.terminate()

main()
