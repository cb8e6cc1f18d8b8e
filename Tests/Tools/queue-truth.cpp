// Truth for approximations: GI/G/c first come first served and M/G/c processor sharing, simulated.
// Build: c++ -O2 -std=c++17; run: queue-truth > b-simulated.json. Seeded, 20 batches, 99 % intervals
// by Student's t over the batches. Format: Tests/Oracles/README.md.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <queue>
#include <random>
#include <string>
#include <vector>
using namespace std;
typedef mt19937_64 Random;

struct Law {
  string type; double mean, p;  // p: cv, or phases
  double draw(Random& r) const {
    auto u = [&] { return -log(1 - generate_canonical<double, 53>(r)); };
    if (type == "deterministic") return mean;
    if (type == "exponential") return mean * u();
    if (type == "erlang") { double s = 0; for (int i = 0; i < p; i++) s += u(); return s * mean / p; }
    if (type == "hyperexponential2") {
      double q = (1 + sqrt((p * p - 1) / (p * p + 1))) / 2;
      bool first = generate_canonical<double, 53>(r) < q;
      return u() * mean / (2 * (first ? q : 1 - q));
    }
    double s2 = log(1 + p * p);
    thread_local normal_distribution<double> normal;
    return exp(log(mean) - s2 / 2 + sqrt(s2) * normal(r));
  }
  string json() const {
    char b[200];
    if (type == "erlang") snprintf(b, 200, "{\"type\": \"erlang\", \"mean\": %.17g, \"k\": %d}", mean, (int)p);
    else if (type == "lognormal" || type == "hyperexponential2")
      snprintf(b, 200, "{\"type\": \"%s\", \"mean\": %.17g, \"cv\": %g}", type.c_str(), mean, p);
    else snprintf(b, 200, "{\"type\": \"%s\", \"mean\": %.17g}", type.c_str(), mean);
    return b;
  }
};

const double ps[] = {0.5, 0.9, 0.95, 0.99, 0.999};
const int batches = 20;

struct Estimate { double value, half; };
Estimate over(const vector<double>& v) {
  double m = 0, s = 0; for (double x : v) m += x; m /= v.size();
  for (double x : v) s += (x - m) * (x - m);
  return {m, 2.861 * sqrt(s / (v.size() - 1) / v.size())};
}
struct Stats {
  vector<double> mean[batches]; vector<float> x[batches];
  double means[batches];
};
string summary(const char* name, vector<float>* x) {
  string out; char b[200];
  vector<double> m;
  for (int i = 0; i < batches; i++) { double s = 0; for (float v : x[i]) s += v; m.push_back(s / x[i].size()); }
  Estimate e = over(m);
  snprintf(b, 200, "\"%s_mean\": {\"value\": %.7g, \"ci99\": %.3g}, \"%s_percentiles\": [", name, e.value, e.half, name);
  out += b;
  for (int k = 0; k < 5; k++) {
    vector<double> q;
    for (int i = 0; i < batches; i++) {
      size_t n = min(x[i].size() - 1, (size_t)ceil(ps[k] * x[i].size()) - 1);
      nth_element(x[i].begin(), x[i].begin() + n, x[i].end());
      q.push_back(x[i][n]);
    }
    e = over(q);
    snprintf(b, 200, "%s{\"p\": %g, \"value\": %.7g, \"ci99\": %.3g}", k ? ", " : "", ps[k], e.value, e.half);
    out += b;
  }
  return out + "]";
}
void fcfs(FILE* f, int id, int c, Law a, Law s, long n) {
  Random r(1000 + id);
  vector<float> wait[batches], resp[batches];
  priority_queue<double, vector<double>, greater<double>> free;
  for (int i = 0; i < c; i++) free.push(0);
  double t = 0; long waited[batches] = {}; 
  long warm = n / 10;
  for (long i = -warm; i < n; i++) {
    t += a.draw(r);
    double start = max(t, free.top()); free.pop();
    double service = s.draw(r);
    free.push(start + service);
    if (i >= 0) {
      int b = i * batches / n;
      wait[b].push_back(start - t); resp[b].push_back(start - t + service);
      if (start > t) waited[b]++;
    }
  }
  vector<double> pw; for (int b = 0; b < batches; b++) pw.push_back(double(waited[b]) / wait[b].size());
  Estimate e = over(pw);
  fprintf(f, "{\"id\": \"b-ggc-%03d\", \"kind\": \"ggc_simulated\", \"inputs\": {\"servers\": %d, \"interarrival\": %s, \"service\": %s}, \"expected\": {\"p_wait\": {\"value\": %.7g, \"ci99\": %.3g}, %s, %s}, \"source\": \"Kiefer-Wolfowitz recursion, %ld customers, 20 batches\"}",
    id, c, a.json().c_str(), s.json().c_str(), e.value, e.half, summary("wait", wait).c_str(), summary("response", resp).c_str(), n);
}
void ps_queue(FILE* f, int id, int c, double rate, Law s, long n) {
  Random r(5000 + id);
  vector<float> resp[batches];
  // Attained service is the same for all: a job ends when the clock of service reaches its mark.
  typedef pair<double, pair<double, long>> Job;
  priority_queue<Job, vector<Job>, greater<Job>> jobs;
  double t = 0, clock = 0, next = 0; long done = -n / 10, k = 0;
  Law gap{"exponential", 1 / rate, 0};
  next = gap.draw(r);
  while (done < n) {
    double speed = jobs.empty() ? 0 : min(1.0, double(c) / jobs.size());
    double end = jobs.empty() ? 1e300 : t + (jobs.top().first - clock) / speed;
    if (next < end) {
      clock += speed * (next - t); t = next;
      jobs.push({clock + s.draw(r), {t, k++}});
      next = t + gap.draw(r);
    } else {
      clock = jobs.top().first; t = end;
      if (done >= 0) resp[done * batches / n].push_back(t - jobs.top().second.first);
      done++; jobs.pop();
      if (jobs.empty()) clock = 0;
    }
  }
  fprintf(f, "{\"id\": \"b-mgcps-%03d\", \"kind\": \"mgc_ps_simulated\", \"inputs\": {\"servers\": %d, \"arrival_rate_per_s\": %.17g, \"service\": %s}, \"expected\": {%s}, \"source\": \"event simulation, %ld requests, 20 batches\"}",
    id, c, rate, s.json().c_str(), summary("response", resp).c_str(), n);
}
int main(int argc, char** argv) {
  long n = atol(argv[1]);
  int part = atoi(argv[2]), parts = 2;
  Random pick(7);
  vector<Law> A = {{"exponential",1,0},{"exponential",1,0},{"erlang",1,4},{"hyperexponential2",1,2},{"lognormal",1,2},{"lognormal",1,0.5},{"deterministic",1,0}};
  vector<Law> S = {{"deterministic",1,0},{"erlang",1,4},{"erlang",1,2},{"lognormal",1,0.5},{"lognormal",1,1},{"lognormal",1,2},{"hyperexponential2",1,2},{"hyperexponential2",1,3},{"lognormal",1,1.5}};
  int C[] = {1, 2, 3, 4, 8, 16, 32, 64, 128};
  double R[] = {0.5, 0.7, 0.8, 0.9, 0.95};
  FILE* f = stdout; bool first = true;
  for (int id = 0; id < 96; id++) {
    Law a = A[pick() % A.size()], s = S[pick() % S.size()];
    int c = C[pick() % 9]; double rho = R[pick() % 5];
    s.mean = 0.02; a.mean = s.mean / (c * rho);
    if (id % parts != part) continue;
    fprintf(f, "%s", first ? "" : ",\n"); first = false;
    fcfs(f, id, c, a, s, n); fflush(f);
  }
  for (int id = 0; id < 60; id++) {
    Law s = S[pick() % S.size()];
    int c = C[pick() % 8]; double rho = R[pick() % 5];
    s.mean = 0.02;
    if (id % parts != part) continue;
    fprintf(f, ",\n");
    ps_queue(f, id, c, c * rho / s.mean, s, n / 2); fflush(f);
  }
}
