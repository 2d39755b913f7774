# Two stages: the first builds a virtual environment, the second carries only that.
#   docker build -t alongside .
#   docker build -t alongside --build-arg TORCH_INDEX=https://download.pytorch.org/whl/cpu .   (a CPU-only torch, much smaller)
FROM python:3.12-slim AS build
ARG TORCH_INDEX=""
RUN python -m venv /opt/alongside
ENV PATH=/opt/alongside/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN pip install ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} torch==2.13.0
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
COPY index index
COPY adapters adapters
RUN pip install ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} ".[postgres]"
RUN alongside index prepare

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin alongside \
    && install -d -o alongside -g alongside -m 700 /data
COPY --from=build /opt/alongside /opt/alongside
ENV PATH=/opt/alongside/bin:$PATH PYTHONUNBUFFERED=1 HF_HUB_OFFLINE=1 ALONGSIDE_DATA_DIR=/data
USER alongside
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
# One process: the web page, Telegram, Slack and delivery. SIGTERM stops it gracefully.
CMD ["alongside", "serve", "--host", "0.0.0.0", "--port", "8080"]
